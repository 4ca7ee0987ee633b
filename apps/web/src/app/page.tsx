export default function Page() {
  return <h1>Emostream</h1>;
}
