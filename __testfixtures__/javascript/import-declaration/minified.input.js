import{Manager,other}from"@/lib/ws";new Manager;
