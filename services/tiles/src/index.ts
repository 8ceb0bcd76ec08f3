export { tilesService } from "./tiles-service.ts";
