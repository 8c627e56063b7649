/**
 * Deployments that would stand on each other, drawn as one number. Counts are exact. Cells belong to the world and not
 * to the view, so that numbers do not jump while the map moves or the time plays.
 */
import type { Item } from "./item";

export interface Group {
  /** Mercator, 0 to 1: the mean of its members. */
  readonly x: number;
  readonly y: number;
  readonly members: readonly Item[];
}

const CELL_PX = 46;
const TOUCH_PX = 30;

export function groups(items: readonly Item[], worldSize: number): Group[] {
  const cells = new Map<number, Item[]>();
  for (const item of items) {
    const key = cellKey(Math.floor((item.x * worldSize) / CELL_PX), Math.floor((item.y * worldSize) / CELL_PX));
    const cell = cells.get(key);
    if (cell) cell.push(item);
    else cells.set(key, [item]);
  }
  return joined([...cells.values()].map(groupOf), TOUCH_PX / worldSize);
}

/** Groups whose middles are nearer than `reach` become one: neighbours across the edge of a cell. */
function joined(given: readonly Group[], reach: number): Group[] {
  const largestFirst = [...given].sort((a, b) => b.members.length - a.members.length || a.y - b.y || a.x - b.x);
  const grid = new Map<number, Group[]>();
  const result = new Set<Group>();
  const cell = (value: number): number => Math.floor(value / reach);
  for (const group of largestFirst) {
    const near = around(grid, cell(group.x), cell(group.y)).find(
      (other) => result.has(other) && Math.hypot(other.x - group.x, other.y - group.y) < reach,
    );
    const whole = near ? groupOf([...near.members, ...group.members]) : group;
    if (near) result.delete(near);
    result.add(whole);
    const key = cellKey(cell(whole.x), cell(whole.y));
    grid.set(key, [...(grid.get(key) ?? []), whole]);
  }
  return [...result];
}

/** One number for a cell; the world has fewer than 2^20 cells across at the nearest zoom. */
function cellKey(column: number, row: number): number {
  return row * 2 ** 21 + column;
}

function around(grid: ReadonlyMap<number, Group[]>, column: number, row: number): Group[] {
  const found: Group[] = [];
  for (let x = column - 1; x <= column + 1; x++) {
    for (let y = row - 1; y <= row + 1; y++) found.push(...(grid.get(cellKey(x, y)) ?? []));
  }
  return found;
}

function groupOf(members: readonly Item[]): Group {
  const mean = (pick: (item: Item) => number): number => members.reduce((sum, item) => sum + pick(item), 0) / members.length;
  return { x: mean((item) => item.x), y: mean((item) => item.y), members };
}
