import Sockets from '@/legacy/socket';

new Sockets();
