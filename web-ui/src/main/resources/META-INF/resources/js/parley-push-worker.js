// Shows what the server sends to this browser with no page of Parley open: {tag, title, body, link}. It touches no request of any page.
self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("push", event => {
  const { tag, title, body, link } = event.data.json();
  event.waitUntil(self.registration.showNotification(title, { body, tag, data: link, icon: "/icons/parley.svg" }));
});

// An open page of the same address comes to the front; else a new one opens. Links lead nowhere but to this site.
self.addEventListener("notificationclick", event => {
  event.notification.close();
  const goal = new URL(event.notification.data, self.location.origin);
  if (goal.origin !== self.location.origin) return;
  event.waitUntil(self.clients.matchAll({ type: "window", includeUncontrolled: true }).then(pages => {
    const there = pages.find(page => page.url === goal.href);
    return there ? there.focus() : self.clients.openWindow(goal.href);
  }));
});

// A push service may end a subscription and offer another; the server forgets the old one when it hears so.
self.addEventListener("pushsubscriptionchange", event => event.waitUntil((async () => {
  const fresh = event.newSubscription
    ?? (event.oldSubscription && await self.registration.pushManager.subscribe(event.oldSubscription.options));
  if (!fresh) return;
  await fetch("/api/v1/push/browsers", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(fresh) });
})()));
