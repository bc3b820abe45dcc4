// A record of the topic as an event.
import { Kafka } from 'cloudevents';

export class NotAnEvent extends Error {}

export const named = (record) => record.headers.get('ce_id') ?? '';

export function eventOf(record) {
  try {
    const headers = Object.fromEntries(record.headers);
    const event = Kafka.toEvent({ key: record.key, value: record.value, headers });
    if (Object.prototype.toString.call(event.data) !== '[object Object]') throw new TypeError('the data is no object');
    return {
      id: event.id, // `toEvent` has refused a record without one
      type: event.type,
      engagement: event.partitionkey,
      sequence: Number(BigInt(event.sequence)),
      previous: Number(BigInt(event.prevseq)),
      subject: event.subject,
      time: headers.ce_time,
      data: event.data,
    };
  } catch (error) {
    throw new NotAnEvent(`partition ${record.partition}, offset ${record.offset}: ${error.message}`);
  }
}
