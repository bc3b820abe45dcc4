// What the subscriber knows and how far it has read, in one file: both are there after a kill, or neither is.
import { existsSync, readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';

// marks: the last record that was read of each partition; engagements: each with `after`, the sequence of its last
// event, `id`, that event's id, `missing`, the event that has not come (or 0), and its `picture`.
export const load = (path) =>
  existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { marks: {}, engagements: {} };

// Whoever reads the file finds the state before or the state after, never half of one.
export async function save(state, path) {
  const beside = await open(`${path}.new`, 'w');
  try {
    await beside.writeFile(JSON.stringify(state, null, 1));
    await beside.sync();
  } finally {
    await beside.close();
  }
  await rename(`${path}.new`, path);
}
