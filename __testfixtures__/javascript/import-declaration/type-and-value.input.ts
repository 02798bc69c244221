import type { Status } from '@/lib/ws';
import { Manager } from '@/lib/ws';
