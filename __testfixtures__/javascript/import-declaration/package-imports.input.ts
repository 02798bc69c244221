import Legacy from '#sockets';

new Legacy();
