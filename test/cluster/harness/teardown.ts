import { stopServers } from './servers';

/** Stops the API servers, whatever the tests came to. */
export default stopServers;
