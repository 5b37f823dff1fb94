// Everything that the pages need in the browser, except live video.
import "./parley-time.js";
import "./parley-poster.js";
import "./parley-readouts.js";
import "./parley-timeline.js";
import "./parley-replay.js";
import "./parley-copy.js";
import "./parley-keys.js";
