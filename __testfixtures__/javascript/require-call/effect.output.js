require('@/services/api');
