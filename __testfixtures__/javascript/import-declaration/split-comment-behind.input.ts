import { other, Manager } from '@/lib/ws'; // eslint-disable-line
const x = 1;
