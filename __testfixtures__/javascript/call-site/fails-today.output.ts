import { answer } from '@/feed/new';

export const both = [answer(), answer()];
