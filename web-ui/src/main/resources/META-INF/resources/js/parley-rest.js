// What the desks share: calls to REST whose refusals are sentences, and parts of a page without any markup in texts.
// What this page did, counted as it begins and as it ends.
let deeds = 0;

// With withinMs an answer that takes longer is given up; whether anything was changed is not known then.
// bytes are sent as they are, with those headers beside them. deed: false is for what changes nothing that is shown.
export const call = async (path, options = {}) => {
  if ((options.method ?? "GET") === "GET" || options.deed === false) return answered(path, options);
  deeds++;
  try {
    return await answered(path, options);
  } finally {
    deeds++;
  }
};

/** As call, for what a page reads again and again: an answer that something was done beside may be from before it, and is asked for anew. */
export const glance = async (path, options) => {
  for (;;) {
    const before = deeds;
    const answer = await call(path, options);
    if (before === deeds) return answer;
  }
};

const answered = async (path, { method = "GET", body, bytes, headers = {}, withinMs }) => {
  const response = await fetch(path, { method, cache: "no-store", ...(withinMs ? { signal: AbortSignal.timeout(withinMs) } : {}),
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
    ...(bytes === undefined ? {} : { body: bytes, headers: { "Content-Type": "application/octet-stream", ...headers } }) })
    .catch(failure => { throw new Error(failure.name === "TimeoutError" ? "The server takes too long to answer. Look at what is shown before you try again." : "The server did not answer. Nothing was changed; try again in a moment."); });
  if (response.status === 204) return null;
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  throw Object.assign(new Error(answer.detail ?? "The server could not do this just now. Nothing was changed; try again in a moment."), { code: answer.code, status: response.status });
};

export const part = (tag, classes, ...inside) => {
  const made = document.createElement(tag);
  if (classes) made.className = classes;
  made.append(...inside);
  return made;
};

export const button = (text, done, classes = "btn sm") => {
  const made = part("button", classes, part("span", "", text));
  made.type = "button";
  made.addEventListener("click", done);
  return made;
};

/** A sentence in the place that is kept for it; read out as it comes. */
export const say = (place, sentence) => {
  place.hidden = !sentence;
  place.textContent = sentence;
};

/** Runs what a form sends once at a time: its button rests meanwhile, and a refusal is said where the form says it. */
export const sends = (form, work) => form.addEventListener("submit", async event => {
  event.preventDefault();
  const pressed = form.querySelector("button[type=submit]");
  const trouble = form.querySelector("[data-trouble]");
  say(trouble, "");
  pressed.disabled = true;
  try {
    await work(form.elements);
  } catch (failure) {
    say(trouble, failure.message);
  } finally {
    pressed.disabled = false;
  }
});

const ROLES = { RESEARCHER: "Researcher", OPERATOR: "Operator", LAB_ADMIN: "Lab admin", PLATFORM_ADMIN: "Platform admin" };
export const roleWords = (role, labTitle) => (ROLES[role] ?? role) + (labTitle ? ` · ${labTitle}` : "");

/** These children in this order; what stands right is left alone, so that whoever types in it keeps the focus. */
export const arrange = (place, wanted) => {
  const keep = new Set(wanted);
  [...place.children].forEach(child => keep.has(child) || child.remove());
  wanted.forEach((child, i) => { if (place.children[i] !== child) place.insertBefore(child, place.children[i] ?? null); });
};
