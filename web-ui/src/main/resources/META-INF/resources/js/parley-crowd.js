// Pages without a session: everything that the other pages need, and one stream of news while the page is in view.
import "./parley-pages.js";
import "./parley-moderation.js";
import "./parley-account.js";
import "./parley-owners.js";
import "./parley-people.js";
import "./parley-audit.js";
import "./parley-data.js";
import "./parley-tokens.js";
import "./parley-stop.js";
import "./parley-desk.js";
import "./parley-desk-station.js";
import "./parley-canary.js";
import "./parley-quotas.js";
import "./parley-desk-line.js";
import "./parley-console.js";
import "./parley-start-photos.js";
import "./parley-remote.js";
import "./parley-plan.js";
import "./parley-study.js";
import { newer } from "./parley-explore.js";
import { changed } from "./parley-wall.js";

const episode = document.querySelector("parley-episode");
let stream = null;

const count = running => {
  const place = document.getElementById("live-count");
  place.hidden = false;
  place.firstElementChild.hidden = running === 0;
  place.lastElementChild.textContent = running >= 100 ? `${running} or more live` : `${running} live`;
};

const open = () => {
  if (stream || document.hidden) return;
  const running = episode?.dataset.pane === "live";
  stream = new EventSource(`/api/v1/episodes/events${running ? `?episode=${episode.getAttribute("episode")}` : ""}`);
  stream.addEventListener("news", event => {
    const news = JSON.parse(event.data);
    count(news.running);
    if (news.state && episode) episode.setAttribute("state", news.state);
    newer(news.newest).catch(() => { /* the next news look again */ });
    changed().catch(() => { /* the next news look again */ });
    // What has ended does not change: its page keeps no connection.
    if (episode && (!running || ["TERMINATED", "TRUNCATED", "ABORTED", "LOST"].includes(news.state))) close();
  });
};

const close = () => {
  stream?.close();
  stream = null;
};

// A browser keeps six connections to a site: tabs that nobody looks at hold none.
document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
addEventListener("pagehide", close);
addEventListener("pageshow", open);
open();
