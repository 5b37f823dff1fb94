// Everything that pages with and without a session need in the browser; live video is loaded with the first one.
import "./parley-time.js";
import "./parley-poster.js";
import "./parley-readouts.js";
import "./parley-timeline.js";
import "./parley-replay.js";
import "./parley-notes.js";
import "./parley-copy.js";
import "./parley-keys.js";
import "./parley-episode.js";
import "./parley-vote.js";
import "./parley-draft.js";
import "./parley-composer.js";
import "./parley-consent.js";
import "./parley-tell.js";

// Flow's own bar for a cut connection stands outside of every landmark: said to be a status, it is found all the same.
document.querySelectorAll("vaadin-connection-indicator").forEach(bar => bar.setAttribute("role", "status"));
