import Legacy, { OldManager, KEPT } from '@/legacy/socket';
