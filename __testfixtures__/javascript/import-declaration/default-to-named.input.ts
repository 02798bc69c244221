import Legacy from '@/legacy/socket';
