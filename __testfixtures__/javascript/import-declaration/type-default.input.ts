import type create from '@/lib/ws';
