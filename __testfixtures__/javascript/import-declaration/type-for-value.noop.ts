import { Shape } from '@/lib/ws';
