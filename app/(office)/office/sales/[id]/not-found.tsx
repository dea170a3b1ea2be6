import { SaleMissing } from "../../../../../components/office/sales/sale-missing";

export default function SaleNotFound() {
  return <SaleMissing />;
}
