import { OTHER } from '@/legacy/socket';
