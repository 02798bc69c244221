import('@/lib/ws').then(({ Manager, other }) => 1);
