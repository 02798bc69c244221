import { other, Manager } from '@/lib/ws'; const x = 1;
