import older from 'older-package';
import { x } from 'older-package/sub';
