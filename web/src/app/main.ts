import { createApp } from "vue";
import App from "./app.vue";
import { createPages } from "./router.ts";
import "../style/tokens.css";
import "../style/base.css";
import "../style/controls.css";

createApp(App).use(createPages()).mount("#app");
