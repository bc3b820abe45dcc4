// How an engagement stands, as far as its events tell: plain data, and a function that takes the next event.

const BEGIN = { name: null, stage: 'pilot', system_owner: null, baseline: null, deferrals: 0, gaps: {} };

// An event that changes nothing in this picture, or is newer than this program, leaves it as it is.
export function after(picture, event) {
  const kind = event.type.replace(/^com\.fairway\.(.+)\.v\d+$/, '$1'); // every version reads as every other
  const next = { ...BEGIN, ...picture };
  if (Object.hasOwn(OF_ENGAGEMENT, kind)) {
    Object.assign(next, OF_ENGAGEMENT[kind](event.data));
  } else if (Object.hasOwn(OF_GAP, kind)) {
    const gap = event.data.gap_id;
    next.gaps = { ...next.gaps, [gap]: { ...next.gaps[gap], ...OF_GAP[kind](event.data) } };
  }
  return { ...next, as_of: event.time };
}

const OF_ENGAGEMENT = {
  'pilot.registered': (data) => ({ name: data.name }),
  'pilot.decision_deferred': (data) => ({ deferrals: data.times }),
  'pilot.closed': () => ({ stage: 'closed' }),
  'engagement.started': (data) => ({ name: data.name, stage: 'under_way' }),
  'engagement.gap_register_baselined': (data) => ({ baseline: data.gaps }),
  'engagement.system_owner_assigned': (data) => ({ system_owner: data.owner }),
  'engagement.system_owner_vacated': () => ({ system_owner: null }),
};

const OF_GAP = {
  'gap.opened': ({ title, severity }) => ({ title, severity, status: 'open', owner: null, due: null, likely: null }),
  'gap.owner_assigned': ({ owner }) => ({ owner }),
  'gap.estimated': ({ likely }) => ({ likely }),
  'gap.due_date_set': ({ due }) => ({ due }),
  'gap.severity_raised': ({ severity }) => ({ severity }),
  'gap.severity_lowered': ({ severity }) => ({ severity }),
  'gap.started': () => ({ status: 'in_progress' }),
  'gap.resolved': () => ({ status: 'resolved' }),
  'gap.verified': () => ({ status: 'verified' }),
  'gap.reopened': () => ({ status: 'open' }),
  'gap.deferred': () => ({ status: 'deferred' }),
  'gap.cancelled': () => ({ status: 'cancelled' }),
};
