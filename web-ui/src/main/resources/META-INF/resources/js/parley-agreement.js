// How far reviewers agree, on the ruler: a dot for the best guess, a line for the likely range.
const number = value => value.toFixed(2).replace("-", "−");
const VERDICTS = {
  TOO_LITTLE: "Too little was judged by two, or always the same, to say how far reviewers agree.",
  PUBLISH: "Good enough to publish.",
  TENTATIVE: "Tentative: good enough to work with, not to publish.",
  REWRITE: "Too low: what counts as done has to be written anew.",
};
export const WORTH = { TOO_LITTLE: "Too little yet", PUBLISH: "Publish", TENTATIVE: "Tentative", REWRITE: "Write it anew" };
export const alphaWords = alpha => (alpha.ordinal === null ? "–" : number(alpha.ordinal));
export const rangeWords = alpha => (alpha.low === null ? "–" : `${number(alpha.low)} to ${number(alpha.high)}`);

export const showAgreement = (place, alpha) => {
  const known = alpha.ordinal !== null;
  place.querySelector("[data-alpha]").textContent = alphaWords(alpha);
  place.querySelector("[data-range]").textContent = alpha.low === null ? "" : rangeWords(alpha);
  const ruler = place.querySelector("[data-ruler]");
  const at = value => `${100 * Math.min(1, Math.max(0, value))}%`;
  const [dot, line] = [ruler.querySelector(".pt"), ruler.querySelector(".hard")];
  dot.setAttribute("visibility", known ? "visible" : "hidden");
  line.setAttribute("visibility", alpha.low === null ? "hidden" : "visible");
  if (known) dot.setAttribute("cx", at(alpha.ordinal));
  if (alpha.low !== null) {
    line.setAttribute("x1", at(alpha.low));
    line.setAttribute("x2", at(alpha.high));
  }
  ruler.setAttribute("aria-label", known ? `Agreement ${number(alpha.ordinal)}${alpha.low === null ? "" : `, likely ${rangeWords(alpha)}`}` : "Not known yet");
  place.querySelector("[data-agreed]").textContent = `${alpha.raters} reviewer${alpha.raters === 1 ? "" : "s"}, ${alpha.clips} clip${alpha.clips === 1 ? "" : "s"} judged by two or more, each before seeing the other. ${VERDICTS[alpha.verdict]}`;
};
