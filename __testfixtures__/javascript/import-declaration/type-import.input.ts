import type { Manager, Status } from '@/lib/ws';
