// <parley-copy path="/asks/...">: the durable link in full, and a button that copies it.
class ParleyCopy extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector("input");
    const button = this.querySelector("button");
    if (!field || !button || button.dataset.bound) return;
    field.value = new URL(this.getAttribute("path") ?? location.pathname, location.origin).href;
    field.addEventListener("focus", () => field.select());
    button.dataset.bound = "yes";
    button.addEventListener("click", async () => {
      const said = button.querySelector("span:last-child");
      try {
        await navigator.clipboard.writeText(field.value);
        said.textContent = "Copied";
      } catch {
        field.select();
        said.textContent = "Press Ctrl C";
      }
      setTimeout(() => { said.textContent = "Copy"; }, 2000);
    });
  }
}

customElements.define("parley-copy", ParleyCopy);
