const a = load('@/lib/ws');
const b = x.require('@/lib/ws');
