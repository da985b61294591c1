"use strict";
// How the page asks its server, and what it does while that is gone.
const server = (() => {
  const { one } = factcheck;
  const LOOK = 2000; // milliseconds between two looks whether the server is there and its files are as they were
  const hooks = { desk: () => ({}), missing: async () => {}, back: () => {}, looked: () => {} };
  const channel = new BroadcastChannel("factcheck");
  let base = location.pathname; // "/token/"
  let down = false;

  class Refusal extends Error {}

  async function ask(path, options) {
    let answer;
    try {
      answer = await fetch(base + path, { cache: "no-store", redirect: "error", ...options });
    } catch (error) {
      if (error.name !== "AbortError") lost(false);
      throw error;
    }
    if (answer.status === 403) {
      lost(true);
      throw new Refusal(await answer.text());
    }
    found();
    return answer;
  }

  async function post(path, more = {}, options = {}, again = true) {
    const body = JSON.stringify({ ...hooks.desk(), ...more });
    const answer = await ask(path, { method: "POST", headers: { "content-type": "application/json" }, body, ...options });
    if (answer.status === 409 && again) { // the server was started anew
      await hooks.missing((await answer.json()).missing);
      return post(path, more, options, false);
    }
    if (!answer.ok) throw new Refusal((await answer.json()).error || answer.statusText);
    return answer;
  }

  const upload = (path, blob, called) => ask(path, { method: "POST", headers: { "x-name": encodeURIComponent(called) }, body: blob });

  // --- it goes and comes --------------------------------------------------------------------------------------------------------------

  function lost(renewed) {
    down = true;
    one("#down").hidden = false;
    const said = renewed
      ? "The server was started anew, and has a new address. Open the one that it has printed; this page then goes on with what stands here."
      : "The server does not answer. What stands here stays, and is checked again when the server is there.";
    if (one("#down p").textContent !== said) one("#down p").textContent = said;
    one("#elsewhere").hidden = !renewed;
    channel.postMessage({ who: true });
  }

  function found() {
    if (!down) return;
    down = false;
    one("#down").hidden = true;
    one("#down p").textContent = "";
  }

  async function adopt(token) {
    const next = `/${token}/`;
    if (next === base || !down) return;
    const answer = await fetch(`${next}alive`, { cache: "no-store", redirect: "error" }).catch(() => null);
    if (!answer || !answer.ok) return;
    base = next;
    history.replaceState(null, "", base + location.hash);
    found();
    hooks.back();
  }

  async function look() {
    try {
      const before = down, answer = await (await ask("alive")).json();
      if (before) hooks.back();
      else hooks.looked(answer.state);
    } catch { /* the page says so */ }
  }

  channel.addEventListener("message", ({ data }) => {
    if (data.token) adopt(data.token);
    else if (data.who && !down) channel.postMessage({ token: base.slice(1, -1) });
  });
  one("#elsewhere").addEventListener("submit", (event) => {
    event.preventDefault();
    const parts = one("#elsewhere input").value.trim().match(/^(https?:\/\/[^/]+)\/([\w-]+)\/?$/);
    if (parts && parts[1] === location.origin) adopt(parts[2]);
    else one("#down p").textContent = `Not the address of a server at ${location.origin}.`;
  });
  setInterval(() => document.hidden || look(), LOOK);
  document.addEventListener("visibilitychange", () => document.hidden || look());
  channel.postMessage({ token: base.slice(1, -1) });

  return { hooks, Refusal, ask, post, upload, down: () => down };
})();
