// @flow
import { Manager, type Other } from '@/lib/ws';

const x: Manager = f<Other>(1);
