// One event after the other: what is known is passed over, and what does not follow on waits.
import { after } from './picture.js';

export const NEW = 'new';
export const KNOWN = 'known';
export const MISSING = 'missing'; // an event before this one has not come: seen for the first time
export const WAITING = 'waiting'; // it still has not, and this event waits with the others

// The topic tells another story than the state: begin with a new state file.
export class AnotherLog extends Error {}

// Within an engagement events come in the order of their sequence, so its last one tells which are known.
export function take(state, event) {
  const known = (state.engagements[event.engagement] ??= { after: 0, id: '', missing: 0, picture: {} });
  if (event.sequence <= known.after) {
    if (event.sequence === known.after && event.id !== known.id) {
      throw new AnotherLog(`engagement ${event.engagement}, sequence ${event.sequence}`);
    }
    return KNOWN;
  }
  if (event.previous !== known.after) {
    if (known.missing) return WAITING;
    known.missing = event.previous;
    return MISSING;
  }
  known.picture = after(known.picture, event);
  Object.assign(known, { after: event.sequence, id: event.id, missing: 0 });
  return NEW;
}
