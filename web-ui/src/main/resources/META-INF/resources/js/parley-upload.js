// <parley-upload-policy>: a policy as a file. What is said of it goes first, then its bytes in pieces; an upload that broke off goes on
// where it was when the same file is chosen again under the same name.
import { button, call, part, say, sends } from "./parley-rest.js";

const PIECE_BYTES = 4 * 1024 * 1024;
const LOOK_AGAIN_MS = 2000;
const TRIES = 5;
const STATES = { RECEIVING: "Not all of it is here", TRYING: "Being tried", READY: "In order", REFUSED: "Cannot be used", RETIRED: "Out of use" };
const SOURCES = [["camera", "Picture: what the policy’s camera sees"], ["state", "Numbers: what the body measures of itself"], ["instruction", "Words: their embedding"]];
const TYPES = [["uint8", "uint8, 0 to 255"], ["float32", "float32"]];
const hex = bytes => [...new Uint8Array(bytes)].map(each => each.toString(16).padStart(2, "0")).join("");
const pause = ms => new Promise(done => { setTimeout(done, ms); });

class ParleyUploadPolicy extends HTMLElement {
  connectedCallback() {
    if (this.wired) return;
    this.wired = true;
    this.inputs = this.querySelector("[data-inputs]");
    this.querySelector("[data-add]").addEventListener("click", () => {
      const row = this.row("", "state", "float32", "");
      this.inputs.append(row);
      row.querySelector("input").focus();
    });
    sends(this.querySelector("[data-upload]"), fields => this.upload(fields));
  }

  /** Shown to whoever may; the scenes are the page's. */
  async begin(scenes) {
    this.querySelector("[data-scenes]").replaceChildren(...scenes.map((scene, number) => {
      const box = part("input", "");
      Object.assign(box, { type: "checkbox", name: "scene", value: scene.id, checked: number === 0 });
      return part("label", "", box, part("span", "", scene.title));
    }));
    this.inputs.replaceChildren(this.row("image", "camera", "uint8", "64, 64, 3"), this.row("proprioception", "state", "float32", "6"), this.row("sentence", "instruction", "float32", "384"));
    this.hidden = false;
    await this.look();
  }

  row(tensor, from, type, shape) {
    const choice = (name, options, chosen) => {
      const select = part("select", "field", ...options.map(([value, words]) => new Option(words, value, false, value === chosen)));
      select.name = name;
      return select;
    };
    const field = (name, value, classes, more) => Object.assign(part("input", classes), { name, value, required: true, spellcheck: false, autocomplete: "off", ...more });
    const labelled = (words, control, classes = "stack g1") => part("label", classes, part("span", "label", words), control);
    const row = part("div", "row wrap low", labelled("Input", field("tensor", tensor, "field mono", { maxLength: 100 }), "stack g1 grow"),
      labelled("It is shown", choice("from", SOURCES, from)), labelled("As", choice("type", TYPES, type)), labelled("Size", field("shape", shape, "field num", { inputMode: "numeric" })));
    const gone = button("Remove", () => row.remove(), "btn sm");
    gone.setAttribute("aria-label", "Remove this row");
    row.append(gone);
    return row;
  }

  async upload(fields) {
    const file = fields.file.files[0];
    const name = fields.name.value.trim();
    if (!crypto.subtle) throw new Error("Over plain http this browser reckons no digests. Use https, or REST: POST /api/v1/policies.");
    this.tell("Reckoning its digest.");
    const sha256 = hex(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    const begun = (await call("/api/v1/uploaded-policies")).find(policy => policy.name === name);
    const goesOn = begun?.state === "RECEIVING" && begun.sha256 === sha256;
    let standing = goesOn ? begun : await call("/api/v1/policies", { method: "POST", body: {
      name, kind: "onnx", title: fields.title.value.trim(), description: fields.description.value.trim(), sizeBytes: file.size, sha256,
      mapping: { sceneIds: [...this.querySelectorAll("[name=scene]:checked")].map(box => box.value), inputs: this.declared(),
        output: fields.output.value.trim(), actionWidth: Number(fields.actionWidth.value), horizon: Number(fields.horizon.value) } } });
    try {
      while (standing.state === "RECEIVING") standing = await this.piece(standing, file);
    } finally {
      this.tell("");
      await this.look();
    }
    if (standing.state === "REFUSED") throw new Error(standing.stateNote);
    fields.file.form.reset();
  }

  declared() {
    return [...this.inputs.children].map(row => {
      const of = field => row.querySelector(`[name=${field}]`).value;
      return { tensor: of("tensor").trim(), from: of("from"), type: of("type"), shape: of("shape").split(/[^0-9]+/).filter(Boolean).map(Number) };
    });
  }

  /** A server that is away for a moment is waited for; what it says against the piece is said here. */
  async piece(standing, file) {
    const path = `/api/v1/policies/${encodeURIComponent(standing.name)}/file`;
    const from = standing.receivedBytes;
    this.tell(`${Math.floor((100 * from) / file.size)} % of it is here.`);
    for (let tried = 1; ; tried++) {
      try {
        return await call(path, { method: "PATCH", bytes: file.slice(from, from + PIECE_BYTES), headers: { "Upload-Offset": String(from) } });
      } catch (failure) {
        if (failure.status < 500 || tried === TRIES) throw failure;
        await pause(LOOK_AGAIN_MS);
        const now = await call(path).catch(() => standing);
        if (now.receivedBytes !== from || now.state !== "RECEIVING") return now;
      }
    }
  }

  tell(sentence) {
    this.querySelector("[data-progress]").textContent = sentence;
  }

  async look() {
    clearTimeout(this.timer);
    const found = await call("/api/v1/uploaded-policies").catch(() => null);
    if (found) {
      this.querySelector("[data-uploaded]").hidden = found.length === 0;
      this.querySelector("[data-uploaded] [data-list]").replaceChildren(...found.map(policy => this.item(policy)));
    }
    const waits = !found || found.some(policy => policy.state === "TRYING");
    if (waits && this.isConnected) this.timer = setTimeout(() => this.look(), LOOK_AGAIN_MS);
  }

  item(policy) {
    const title = policy.state === "READY" ? Object.assign(part("a", "", policy.title), { href: `/policies/${encodeURIComponent(policy.name)}` }) : part("b", "", policy.title);
    const note = policy.stateNote || (policy.state === "RECEIVING" ? "Choose the same file under the same name again, and it goes on." : "");
    const item = part("li", "", part("span", "stack g1", title, part("span", "s sub mono", `${policy.name} · ${policy.sha256.slice(0, 12)}`), ...(note ? [part("span", "s sub", note)] : [])),
      part("span", "row nowrap", part("span", "bdg", STATES[policy.state])));
    item.dataset.policy = policy.name;
    item.dataset.state = policy.state;
    return item;
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }
}

customElements.define("parley-upload-policy", ParleyUploadPolicy);
