import { describe, expect, it } from "vitest";
import { bins, fittingStep, floorTo, isoDay, parseDay, shift, shiftSpan } from "../src/time";
import { day } from "./builders";

describe("days", () => {
  it("reads a date and writes it back", () => {
    expect(isoDay(day("2024-02-29"))).toBe("2024-02-29");
  });

  it.each(["2023-02-29", "2024-02-30", "2024-13-01", "0001-01-01", "9999-01-01", "2024-1-1", "", "x", "2024-01-01T00:00"])(
    "refuses %s",
    (text) => {
      expect(parseDay(text)).toBeNull();
    },
  );

  it("knows Monday as the beginning of a week", () => {
    expect(isoDay(floorTo("week", day("2023-08-13")))).toBe("2023-08-07");
    expect(isoDay(floorTo("week", day("2023-08-07")))).toBe("2023-08-07");
  });

  it("goes a month on from the last of January to the last of February", () => {
    expect(isoDay(shift(day("2024-01-31"), "month", 1))).toBe("2024-02-29");
    expect(isoDay(shift(day("2024-01-31"), "month", -2))).toBe("2023-11-30");
  });
});

describe("spans", () => {
  const extent = { from: day("2023-01-01"), to: day("2023-12-31") };

  it("keeps its length when it is moved against the end", () => {
    const moved = shiftSpan({ from: day("2023-12-01"), to: day("2023-12-20") }, "month", 3, extent);
    expect([isoDay(moved.from), isoDay(moved.to)]).toEqual(["2023-12-12", "2023-12-31"]);
  });

  it("does not leave the extent backwards", () => {
    expect(shiftSpan({ from: extent.from, to: extent.from + 6 }, "week", -1, extent).from).toBe(extent.from);
  });

  it("cuts a year into weeks without gap or overlap", () => {
    const parts = bins(extent, "week");
    expect(fittingStep(extent)).toBe("week");
    expect(parts.every((part, i) => i === 0 || part.from === (parts[i - 1]?.to ?? 0) + 1)).toBe(true);
    expect(parts[0]?.from).toBeLessThanOrEqual(extent.from);
    expect(parts.at(-1)?.to).toBeGreaterThanOrEqual(extent.to);
  });
});
