import { runService, Secret } from "@argosy/cluster";
import { Type } from "typebox";
import { createGateway } from "./index.ts";

const GatewaySchema = Type.Object({
  HTTP_HOST: Type.String({ default: "0.0.0.0", description: "Where browsers and programs are answered." }),
  HTTP_PORT: Type.Integer({ minimum: 0, maximum: 65_535, default: 8080, description: "Its port; 0 takes a free one." }),
  WEB_FOLDER: Type.String({ default: "", description: "Folder of the built page; without it only programs are served." }),
  OWNER_PASSWORD: Type.Optional(
    Secret({ description: "Password that the owner signs in with; without it only codes and tokens sign in." }),
  ),
});

await runService("gateway", process.env, GatewaySchema, ({ signer, own }) => {
  const gateway = createGateway({
    host: own.HTTP_HOST,
    port: own.HTTP_PORT,
    signer,
    ...(own.WEB_FOLDER === "" ? {} : { webFolder: own.WEB_FOLDER }),
    ...(own.OWNER_PASSWORD === undefined ? {} : { password: own.OWNER_PASSWORD }),
  });
  return gateway.service;
});
