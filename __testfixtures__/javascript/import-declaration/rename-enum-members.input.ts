import { Manager } from '@/lib/ws';

enum Kind {
  Manager = 1,
  Other = Manager,
}

namespace Own {
  export const Manager = 2;
}
namespace Own {
  export const twice = Manager * 2;
}

export const kept = [new Manager(), Kind.Manager, Own.twice];
