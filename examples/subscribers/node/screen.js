// The picture of an engagement as text.

const SEVERITIES = ['blocking', 'major', 'minor'];
const STATUSES = ['open', 'in_progress', 'resolved', 'verified', 'deferred', 'cancelled'];
const STAGES = { pilot: 'pilot', closed: 'pilot, closed', under_way: 'on its way to production' };

export function drawn(key, { picture, after, missing }) {
  const waiting = missing ? [`  event ${missing} is missing: what comes after it waits`] : [];
  if (!picture.stage) return [key, ...waiting, ''].join('\n');
  const gaps = Object.values(picture.gaps);
  const count = (severity, status) =>
    gaps.filter((gap) => gap.severity === severity && gap.status === status).length;
  const known = STATUSES.filter((status) => gaps.some((gap) => gap.status === status));
  return [
    `${picture.name} (${STAGES[picture.stage]})`,
    `  engagement    ${key}`,
    `  system owner  ${picture.system_owner ?? 'nobody'}`,
    `  ${'gaps'.padEnd(14)}${known.map((status) => status.padStart(13)).join('')}`,
    ...SEVERITIES.map(
      (severity) =>
        `  ${severity.padEnd(14)}${known.map((status) => String(count(severity, status)).padStart(13)).join('')}`,
    ),
    `  as of event   ${after}, ${picture.as_of}`,
    ...waiting,
    '',
  ].join('\n');
}
