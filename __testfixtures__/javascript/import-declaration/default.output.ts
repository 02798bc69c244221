import create from '@/services/ws';
