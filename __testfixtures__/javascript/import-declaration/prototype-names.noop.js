import { constructor, __proto__, valueOf } from '@/legacy/socket';
