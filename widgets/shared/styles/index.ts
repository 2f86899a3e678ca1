import { base } from "./base.ts";
import { buttons } from "./buttons.ts";
import { fields } from "./fields.ts";
import { surfaces } from "./surfaces.ts";
import { toastStyles } from "../toast.ts";
import { tokens } from "./tokens.ts";

/** For an element inside a widget. */
export const styles = [base, buttons, surfaces, fields];

/** For a widget itself, which also says what its colours are. */
export const widgetStyles = [tokens, ...styles, toastStyles];
