import('@/lib/ws').then(({ Manager }) => new Manager());
import('@/lib/ws').then((m) => ({ default: m.Manager }));
