// <parley-review-lead>: how far the desk is, how far reviewers can be relied on, and the questions with known answers.
import { call, part, say, sends } from "./parley-rest.js";
import { WORTH, alphaWords, rangeWords } from "./parley-agreement.js";

const LEAD = "/api/v1/reviews/lead";
const STANDING = { OPEN: "Not known yet", TRUSTED: "Trusted", SHUT_OUT: "Shut out: labels weigh nothing" };
const COUNTS = [["unseen", "Not looked at by anybody"], ["open", "Waiting for more reviewers"], ["disputed", "Waiting for somebody to decide"], ["settled", "Judged"], ["claimed", "With a reviewer now"]];
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

class ParleyReviewLead extends HTMLElement {
  connectedCallback() {
    if (this.wired) return;
    this.wired = true;
    const form = this.querySelector("form");
    sends(form, async fields => {
      const episode = fields.episode.value.trim();
      await call(`${LEAD}/gold/${encodeURIComponent(ID.exec(episode)?.[0] ?? episode)}`, { method: "PUT", body: { result: fields.result.value, reason: fields.reason.value } });
      form.reset();
      await this.look();
    });
    this.look();
  }

  async look() {
    const trouble = this.querySelector("[data-trouble]");
    say(trouble, "");
    try {
      const [overview, raters, agreement, gold] = await Promise.all([call(LEAD), call(`${LEAD}/raters`), call("/api/v1/reviews/agreement"), call(`${LEAD}/gold`)]);
      this.querySelector("[data-overview]").replaceChildren(...COUNTS.flatMap(([key, words]) => [part("dt", "", words), part("dd", "num", String(overview[key]))]));
      this.fill("[data-raters]", raters, "Nobody has judged anything yet.", 7, rater => this.rater(rater));
      this.fill("[data-tasks]", agreement.tasks, "No task has five clips with two labels yet.", 5, task => this.task(task));
      this.querySelector("[data-gold]").replaceChildren(...(gold.length ? gold.map(each => this.gold(each)) : [part("li", "panel-b sub", "None yet. Without any, nobody knows how far reviewers can be relied on.")]));
    } catch (failure) {
      say(trouble, failure.message);
    }
  }

  fill(place, rows, none, columns, row) {
    const empty = part("td", "sub", none);
    empty.colSpan = columns;
    this.querySelector(place).replaceChildren(...(rows.length ? rows.map(row) : [part("tr", "", empty)]));
  }

  rater(rater) {
    const accuracy = rater.accuracy === null ? "–" : `${Math.round(100 * rater.accuracy)} %`;
    return part("tr", "", part("td", "", part("b", "med", rater.name), part("span", "s dim", ` ${rater.login}`)),
      ...[rater.labelled, rater.cannotTell, rater.goldRight, rater.goldWrong].map(count => part("td", "num", String(count))),
      part("td", "", part("span", `bdg ${{ TRUSTED: "ok", SHUT_OUT: "bad", OPEN: "dash" }[rater.standing]}`, STANDING[rater.standing])), part("td", "num", accuracy));
  }

  task(task) {
    return part("tr", "", part("td", "", task.criterion || "Only what was asked says so", part("span", "s dim", ` ${task.sceneId}`)),
      part("td", "num", alphaWords(task.alpha)), part("td", "num", rangeWords(task.alpha)), part("td", "num", String(task.alpha.clips)), part("td", "", WORTH[task.alpha.verdict]));
  }

  gold(each) {
    const link = part("a", "mono s", each.episodeId);
    link.href = `/episodes/${each.episodeId}`;
    const row = part("li", "ask-row", part("div", "stack g1", link, part("span", "s sub", `${each.result === "done" ? "Done" : "Not done"}, says ${each.by}, ${new Date(each.at).toLocaleDateString()}. ${each.answered} answered, ${each.right} of them right.`)));
    row.append(each.retired ? part("span", "bdg", "Asked no more") : this.retire(each));
    return row;
  }

  retire(each) {
    const reason = part("input", "field");
    Object.assign(reason, { required: true, maxLength: 500, name: "reason", placeholder: "Why" });
    reason.setAttribute("aria-label", "Why it is asked no more");
    const send = part("button", "btn sm", part("span", "", "Ask it no more"));
    send.type = "submit";
    const trouble = part("p", "s bad-t");
    trouble.dataset.trouble = "";
    trouble.hidden = true;
    trouble.setAttribute("role", "alert");
    const form = part("form", "row wrap", reason, send, trouble);
    sends(form, async () => {
      await call(`${LEAD}/gold/${each.episodeId}/retirement`, { method: "POST", body: { reason: reason.value } });
      await this.look();
    });
    return form;
  }
}

customElements.define("parley-review-lead", ParleyReviewLead);
