// Reads records from stdin, one in JSON per line, as the subscriber in the folder of argv[2] does.
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const load = (name) => import(pathToFileURL(`${process.argv[2]}/${name}.js`));
const [{ eventOf, NotAnEvent }, { take }, { drawn }] = await Promise.all(['events', 'following', 'screen'].map(load));

const state = { marks: {}, engagements: {} };
const taken = [];
for await (const line of createInterface({ input: process.stdin })) {
  const record = JSON.parse(line);
  try {
    taken.push(take(state, eventOf({ ...record, headers: new Map(record.headers), partition: 0, offset: 0n })));
  } catch (error) {
    if (!(error instanceof NotAnEvent)) throw error;
    taken.push('passed over');
  }
}
const texts = Object.entries(state.engagements).map(([key, engagement]) => drawn(key, engagement));
console.log(JSON.stringify({ engagements: state.engagements, taken, texts }));
