/**
 * <parley-live src="/api/v1/episodes/ID/live/main" poster="/…/poster.jpg" label="Arm seen from the front">
 * The attribute `over` says that the episode has ended, and with it every place before its picture.
 *
 * Plays one camera of one episode live over WHEP. It comes back by itself when the picture breaks, keeps the last frame
 * meanwhile, and says in words what is happening. When it cannot play it shows the poster, renewed about once a second.
 *
 * Properties: framesDecoded (grows while the picture moves), state (see WORDS).
 * Events, bubbling: playing, stalled, full, waiting, ended; detail.message holds the words shown.
 * The attribute data-state mirrors the state for style sheets; parts for ::part(): video, still, status.
 */

const WORDS = {
  idle: '',
  connecting: 'Connecting to the live picture…',
  playing: 'Live',
  stalled: 'The picture stopped. Reconnecting…',
  full: 'The live places are taken. This still picture is renewed every second, and the replay follows.',
  waiting: 'No live picture yet. It begins when the robot does.',
  ended: 'The live picture has ended.',
  unsupported: 'This browser cannot play live video. This still picture is renewed every second.',
};

const STYLE = `
  :host { display: block; position: relative; overflow: hidden; background: #101418; aspect-ratio: 4 / 3; }
  video, canvas, img { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: contain; }
  [hidden] { display: none; }
  p { position: absolute; left: 0; right: 0; bottom: 0; margin: 0; padding: .5em .75em; font: 500 .875rem/1.4 system-ui, sans-serif;
      color: #fff; background: rgb(16 20 24 / .72); }
  :host([data-state='playing']) p { inset: auto auto 10px 10px; border-radius: 4px; padding: 6px 8px; font-size: 12px; line-height: 1; }
`;

const STATS_MS = 500;
const SILENT_MS = 3000;
const CONNECT_MS = 10000;
const WAIT_S = 10;
const CANDIDATES_MS = 100;
const POSTER_MS = 1000;
const HIDDEN_MS = 60000;
const FIRST_PAUSE_MS = 400;
const LONGEST_PAUSE_MS = 5000;

/** A bearer token of our own making: who made the session is the only one who can end it. */
function freshToken() {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
}

/** The ICE servers in Link headers, of which fetch makes one (RFC 9725, section 4.6). */
function iceServersIn(links) {
  const servers = [];
  for (const [, urls, rest] of (links ?? '').matchAll(/<([^>]+)>((?:\s*;\s*[\w-]+=(?:"[^"]*"|[^",;\s]+))*)/g)) {
    const told = Object.fromEntries([...rest.matchAll(/;\s*([\w-]+)=(?:"([^"]*)"|([^",;\s]+))/g)].map(([, name, quoted, bare]) => [name, quoted ?? bare]));
    if (told.rel === 'ice-server') {
      servers.push(told.username ? { urls, username: told.username, credential: told.credential } : { urls });
    }
  }
  return servers;
}

/** One WHEP session: an offer, an answer, candidates after them, a resource to delete. */
class WhepSession {
  constructor(endpoint, onTrack) {
    this.endpoint = endpoint;
    this.token = freshToken();
    this.resource = null;
    this.entityTag = '';
    this.credentials = [];
    this.closed = false;
    this.candidates = [];
    this.candidatesTimer = 0;
    this.peer = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
    this.peer.addTransceiver('video', { direction: 'recvonly' });
    this.peer.ontrack = (event) => onTrack(event.streams[0] ?? new MediaStream([event.track]));
    this.peer.onicecandidate = (event) => this.found(event.candidate);
  }

  /** Resolves to null when media may flow, else to what the server said: {status, full, retryAfterMs}. */
  async open() {
    const offer = await this.peer.createOffer();
    const response = await fetch(this.endpoint, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/sdp',
        Accept: 'application/sdp',
        Authorization: `Bearer ${this.token}`,
        // Let in as soon as there is a picture; 204 when there was none until then.
        Prefer: `wait=${WAIT_S}`,
      },
      body: offer.sdp,
    });
    if (response.status !== 201) {
      const seconds = Number.parseInt(response.headers.get('Retry-After') ?? '', 10);
      return {
        status: response.status,
        full: response.status === 429 || (await response.text()).includes('live-places-taken'),
        retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : undefined,
      };
    }
    this.resource = new URL(response.headers.get('Location'), new URL(this.endpoint, document.baseURI)).href;
    this.entityTag = response.headers.get('ETag');
    this.credentials = (offer.sdp.match(/^a=ice-(?:ufrag|pwd):\S+/gm) ?? []).slice(0, 2);
    const iceServers = iceServersIn(response.headers.get('Link'));
    const answer = await response.text();
    if (this.closed) {
      this.remove();
      return null;
    }
    if (iceServers.length > 0) this.peer.setConfiguration({ ...this.peer.getConfiguration(), iceServers });
    // Candidates are looked for from here on, through the servers that came with the answer.
    await this.peer.setLocalDescription(offer);
    await this.peer.setRemoteDescription({ type: 'answer', sdp: answer });
    return null;
  }

  /** @param candidate null after the last; those of a moment travel together */
  found(candidate) {
    this.candidates.push(candidate?.candidate ? `a=${candidate.candidate}` : 'a=end-of-candidates');
    clearTimeout(this.candidatesTimer);
    this.candidatesTimer = setTimeout(() => this.tell(), candidate ? CANDIDATES_MS : 0);
  }

  /** Where checks will come from; a server with an address of its own finds out by itself. */
  tell() {
    if (this.closed || !this.resource || this.candidates.length === 0) return;
    const lines = [...this.credentials, 'm=video 9 UDP/TLS/RTP/SAVPF 0', 'a=mid:0', ...this.candidates.splice(0)];
    fetch(this.resource, {
      method: 'PATCH',
      headers: {
        'Content-Type': 'application/trickle-ice-sdpfrag',
        'If-Match': this.entityTag,
        Authorization: `Bearer ${this.token}`,
      },
      body: `${lines.join('\r\n')}\r\n`,
    }).catch(() => {
      // Without it the picture comes or does not: that is looked at anyway.
    });
  }

  async framesDecoded() {
    let frames = 0;
    for (const report of (await this.peer.getStats()).values()) {
      if (report.type === 'inbound-rtp' && report.kind === 'video') frames += report.framesDecoded ?? 0;
    }
    return frames;
  }

  isBroken() {
    return this.peer.connectionState === 'failed' || this.peer.connectionState === 'closed';
  }

  /** @param over whether the server has ended the session by itself */
  close(over) {
    if (this.closed) return;
    this.closed = true;
    clearTimeout(this.candidatesTimer);
    this.peer.close();
    if (over) this.resource = null;
    this.remove();
  }

  /** keepalive lets the request outlive the page, so that the place is free at once. */
  remove() {
    if (!this.resource) return;
    const resource = this.resource;
    this.resource = null;
    fetch(resource, { method: 'DELETE', keepalive: true, headers: { Authorization: `Bearer ${this.token}` } }).catch(() => {
      // The server finds out by itself.
    });
  }
}

class ParleyLive extends HTMLElement {
  static observedAttributes = ['src', 'poster', 'label'];

  #session = null;
  #state = 'idle';
  #video = document.createElement('video');
  #frozen = document.createElement('canvas');
  #still = document.createElement('img');
  #status = document.createElement('p');
  #framesBefore = 0;
  #framesNow = 0;
  #lastFrameAt = 0;
  #openedAt = 0;
  #pause = FIRST_PAUSE_MS;
  #statsTimer = 0;
  #posterTimer = 0;
  #retryTimer = 0;
  #hiddenTimer = 0;
  #onPageHide = () => this.#stop();
  #onPageShow = (event) => event.persisted && this.#start();
  #onVisibility = () => this.#visibilityChanged();

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    this.#video.muted = true;
    this.#video.autoplay = true;
    this.#video.playsInline = true;
    this.#video.disablePictureInPicture = true;
    this.#video.setAttribute('part', 'video');
    this.#frozen.hidden = true;
    this.#frozen.setAttribute('aria-hidden', 'true');
    this.#still.hidden = true;
    this.#still.setAttribute('part', 'still');
    this.#status.setAttribute('part', 'status');
    this.#status.setAttribute('role', 'status');
    root.append(this.#video, this.#frozen, this.#still, this.#status);
  }

  get framesDecoded() {
    return this.#framesBefore + this.#framesNow;
  }

  get state() {
    return this.#state;
  }

  connectedCallback() {
    this.#name();
    addEventListener('pagehide', this.#onPageHide);
    addEventListener('pageshow', this.#onPageShow);
    document.addEventListener('visibilitychange', this.#onVisibility);
    this.#start();
  }

  disconnectedCallback() {
    removeEventListener('pagehide', this.#onPageHide);
    removeEventListener('pageshow', this.#onPageShow);
    document.removeEventListener('visibilitychange', this.#onVisibility);
    clearTimeout(this.#hiddenTimer);
    this.#stop();
  }

  attributeChangedCallback(name, before, now) {
    if (!this.isConnected || before === now) return;
    this.#name();
    if (name === 'src') {
      this.#stop();
      this.#start();
    }
  }

  #name() {
    const label = this.getAttribute('label') ?? 'Live picture of the robot';
    this.#video.setAttribute('aria-label', label);
    this.#still.alt = `${label}, still`;
  }

  #start() {
    clearTimeout(this.#retryTimer);
    if (!this.getAttribute('src')) return;
    if (typeof RTCPeerConnection === 'undefined') {
      this.#enter('unsupported');
      return;
    }
    if (this.#state === 'idle') this.#enter('connecting');
    this.#connect();
  }

  #stop() {
    clearTimeout(this.#retryTimer);
    this.#leave();
    this.#enter('idle');
  }

  async #connect() {
    this.#leave();
    const session = new WhepSession(this.getAttribute('src'), (stream) => {
      this.#video.srcObject = stream;
      this.#video.play().catch(() => {
        // Autoplay of a muted video is refused only by a person's own setting; the first frame shows all the same.
      });
    });
    this.#session = session;
    this.#openedAt = performance.now();
    this.#lastFrameAt = this.#openedAt;
    let refusal;
    try {
      refusal = await session.open();
    } catch {
      refusal = { status: 0 };
    }
    if (this.#session !== session) return;
    if (refusal) {
      this.#refused(refusal);
    } else {
      this.#statsTimer = setInterval(() => this.#look(session), STATS_MS);
    }
  }

  /**
   * Lets go of the session and keeps its last frame in view.
   * @param over whether the server ends the session by itself
   */
  #leave(over = this.hasAttribute('over')) {
    clearInterval(this.#statsTimer);
    if (!this.#session) return;
    this.#freeze();
    this.#framesBefore += this.#framesNow;
    this.#framesNow = 0;
    this.#session.close(over);
    this.#session = null;
    this.#video.srcObject = null;
  }

  #freeze() {
    const { videoWidth, videoHeight } = this.#video;
    if (videoWidth === 0 || this.#framesNow === 0) return;
    this.#frozen.width = videoWidth;
    this.#frozen.height = videoHeight;
    this.#frozen.getContext('2d').drawImage(this.#video, 0, 0);
    this.#frozen.hidden = false;
  }

  async #look(session) {
    let frames;
    try {
      frames = await session.framesDecoded();
    } catch {
      frames = this.#framesNow;
    }
    if (this.#session !== session) return;
    const now = performance.now();
    if (frames > this.#framesNow) {
      this.#framesNow = frames;
      this.#lastFrameAt = now;
      this.#pause = FIRST_PAUSE_MS;
      this.#frozen.hidden = true;
      this.#enter('playing');
      return;
    }
    const patience = this.#framesNow > 0 ? SILENT_MS : CONNECT_MS;
    if (session.isBroken() || now - this.#lastFrameAt > patience) {
      this.#enter('stalled');
      // Whichever end broke it, the server finds out by itself, and most often has ended the session already.
      this.#leave(true);
      this.#retry();
    }
  }

  #refused({ status, full, retryAfterMs }) {
    this.#leave();
    if (status === 404 || status === 410) {
      this.#enter('ended');
      return;
    }
    if (full) {
      this.#enter('full');
    } else if (status === 204 || status === 409) {
      this.#enter(this.framesDecoded > 0 ? 'stalled' : 'waiting');
    } else {
      this.#enter('stalled');
    }
    this.#retry(retryAfterMs);
  }

  #retry(wantedMs) {
    this.#leave();
    clearTimeout(this.#retryTimer);
    const pause = (wantedMs ?? this.#pause) * (0.8 + 0.4 * Math.random());
    this.#pause = Math.min(LONGEST_PAUSE_MS, this.#pause * 2);
    this.#retryTimer = setTimeout(() => this.#start(), pause);
  }

  #enter(state) {
    if (state === this.#state) return;
    this.#state = state;
    this.dataset.state = state;
    this.#status.textContent = WORDS[state];
    this.#status.hidden = state === 'idle';
    const still = state === 'full' || state === 'waiting' || state === 'unsupported' || state === 'connecting';
    this.#showStill(still && this.framesDecoded === 0 ? true : state === 'full');
    if (state !== 'idle' && state !== 'connecting' && state !== 'unsupported') {
      this.dispatchEvent(new CustomEvent(state, { bubbles: true, composed: true, detail: { message: WORDS[state] } }));
    }
  }

  #showStill(show) {
    clearInterval(this.#posterTimer);
    if (!show || !this.getAttribute('poster')) {
      this.#still.hidden = true;
      return;
    }
    this.#renewStill();
    this.#posterTimer = setInterval(() => this.#renewStill(), POSTER_MS);
  }

  /** Loads the next still out of sight and swaps it in once it is there: no flicker, and a missing one shows nothing. */
  async #renewStill() {
    const address = new URL(this.getAttribute('poster'), document.baseURI);
    // The same address for everybody in this second, so that caches between can serve them all.
    address.searchParams.set('t', Math.floor(Date.now() / POSTER_MS).toString());
    const next = new Image();
    next.src = address.href;
    try {
      await next.decode();
    } catch {
      return;
    }
    const wanted = ['full', 'waiting', 'unsupported', 'connecting'].includes(this.#state);
    if (!wanted || !this.isConnected) return;
    next.alt = this.#still.alt;
    next.setAttribute('part', 'still');
    this.#still.replaceWith(next);
    this.#still = next;
  }

  /** Nobody looks: after a minute the place goes to somebody else. */
  #visibilityChanged() {
    clearTimeout(this.#hiddenTimer);
    if (document.visibilityState === 'hidden') {
      this.#hiddenTimer = setTimeout(() => this.#stop(), HIDDEN_MS);
    } else if (this.#state === 'idle') {
      this.#start();
    }
  }
}

customElements.define('parley-live', ParleyLive);
