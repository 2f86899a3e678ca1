import { toastStyles } from "../toast.css.ts";
import { base } from "./base.css.ts";
import { buttons } from "./buttons.css.ts";
import { fields } from "./fields.css.ts";
import { surfaces } from "./surfaces.css.ts";
import { tokens } from "./tokens.css.ts";

/** The shared styles of each component. */
export const styles = [base, buttons, surfaces, fields];

/** The shared styles of the three public elements, which also define the design tokens. */
export const widgetStyles = [tokens, ...styles, toastStyles];
