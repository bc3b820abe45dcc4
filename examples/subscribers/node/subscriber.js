// Follow the topic: node subscriber.js --broker HOST:PORT --state FILE [--engagement ID]
//
// The offsets are the state's own, kept beside the picture: no group of Kafka keeps them. Now and then it goes back to
// the last record that it read, to see whether the topic is still the one that it knows.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Consumer, stringDeserializers } from '@platformatic/kafka';
import { NotAnEvent, eventOf, named } from './events.js';
import { KNOWN, MISSING, NEW, take } from './following.js';
import { drawn } from './screen.js';
import { load, save } from './state.js';

const TOPIC = 'fairway.events.v1';
const AT_ONCE = 500;

const { values: asked } = parseArgs({
  options: {
    broker: { type: 'string', default: '127.0.0.1:9092' },
    state: { type: 'string', default: 'state.json' },
    engagement: { type: 'string' },
    'compare-every': { type: 'string', default: '60' }, // seconds
  },
});

const state = load(asked.state);

const opened = () =>
  new Consumer({
    clientId: 'fairway-subscriber',
    groupId: `fairway-subscriber-${randomUUID()}`, // the client wants a name; alone in its group it gets every partition
    bootstrapBrokers: [asked.broker],
    deserializers: stringDeserializers,
  });

// Go to the last record that was read of each partition, or to its beginning where there is no such record.
async function begun(consumer) {
  const ends = (await consumer.listOffsets({ topics: [TOPIC] })).get(TOPIC);
  const offsets = ends.map((end, partition) => {
    const mark = state.marks[partition];
    if (mark !== undefined && mark.offset >= Number(end)) again(partition);
    return { topic: TOPIC, partition, offset: BigInt(state.marks[partition]?.offset ?? 0) };
  });
  return consumer.consume({ topics: [TOPIC], mode: 'manual', offsets, autocommit: false, maxWaitTime: 500 });
}

// What is known is passed over then, and what was missing may be there.
function again(partition) {
  console.error(`partition ${partition}: reading again from its beginning`);
  delete state.marks[partition];
}

// Whether the topic is not the one that was read before: the last record that was read is not where it was.
function elsewhere(record) {
  const mark = state.marks[record.partition];
  return mark !== undefined && (Number(record.offset) !== mark.offset || named(record) !== mark.id);
}

function understood(record) {
  try {
    return eventOf(record);
  } catch (error) {
    if (!(error instanceof NotAnEvent)) throw error;
    console.error(`passed over: ${error.message}`);
    return null;
  }
}

// Follow until the stream ends, or some partition has to be read again from its beginning.
async function follow(stream) {
  const fresh = new Set();
  const changed = new Set();
  let unsaved = 0;
  for await (const record of stream) {
    const moved = !fresh.has(record.partition) && elsewhere(record);
    const missing = !moved && read(record, changed);
    fresh.add(record.partition);
    if (moved || missing) again(record.partition);
    unsaved += 1;
    if (moved || missing || unsaved === AT_ONCE || stream.readableLength === 0) {
      await save(state, asked.state);
      show(changed);
      changed.clear();
      unsaved = 0;
    }
    if (moved || missing) return;
  }
}

// Take a record. True: it does not follow on.
function read(record, changed) {
  state.marks[record.partition] = { offset: Number(record.offset), id: named(record) };
  const event = understood(record);
  const taken = event === null ? KNOWN : take(state, event);
  if (taken === NEW || taken === MISSING) changed.add(event.engagement);
  return taken === MISSING;
}

function show(keys) {
  for (const key of [...keys].sort()) {
    if (asked.engagement === undefined || asked.engagement === key) console.log(drawn(key, state.engagements[key]));
  }
}

// Until the stream has to be opened anew. A broker that is away is asked again; all else ends the program.
async function turn() {
  const consumer = opened();
  let compare;
  try {
    const stream = await begun(consumer);
    compare = setTimeout(() => stream.close(), Number(asked['compare-every']) * 1000);
    await follow(stream);
    await consumer.close(true);
  } catch (error) {
    if (!error.code?.startsWith('PLT_KFK_') || error.code === 'PLT_KFK_USER') throw error;
    console.error(`Kafka: ${error.message}`);
    consumer.close(true).catch(() => {});
    await sleep(1000);
  } finally {
    clearTimeout(compare);
  }
}

for (;;) await turn();
