import('@/lib/ws').then(use);
import('@/lib/ws').then((m) => use(m));
