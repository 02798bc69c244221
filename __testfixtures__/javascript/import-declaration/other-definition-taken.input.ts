import { OTHER, KEPT } from '@/legacy/socket';
