import type create from '@/services/ws';
