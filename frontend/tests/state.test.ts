import { describe, expect, it } from "vitest";
import { createStore, START, toggled } from "../src/state";

describe("the store", () => {
  it("tells those who listen to what has changed, and nobody else", () => {
    const store = createStore(START);
    const heard: string[] = [];
    store.on(["mode"], (state) => heard.push(`mode ${state.mode}`));
    store.on(["language"], (state) => heard.push(state.language));
    store.set({ mode: "until" });
    store.set({ mode: "until" });
    expect(heard).toEqual(["mode until"]);
  });

  it("gives a listener that sets more the state as it was set", () => {
    const store = createStore(START);
    store.on(["selected"], () => store.set({ tab: "filters" }));
    store.set({ selected: "d1" });
    expect([store.get().selected, store.get().tab]).toEqual(["d1", "filters"]);
  });
});

it("toggles an item in and out", () => {
  expect(toggled(toggled(["a"], "b"), "a")).toEqual(["b"]);
});
